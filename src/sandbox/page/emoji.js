// The emoji a work message is likely to use, by Slack's short name; an unknown name is shown as it was written.

const NAMES = `
+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 wave 👋 clap 👏 raised_hands 🙌 handshake 🤝 pray 🙏 muscle 💪
ok_hand 👌 point_right 👉 point_left 👈 point_up 👆 point_down 👇 eyes 👀 brain 🧠 bust_in_silhouette 👤
busts_in_silhouette 👥 smile 😄 slightly_smiling_face 🙂 grinning 😀 joy 😂 wink 😉 thinking_face 🤔 neutral_face 😐
disappointed 😞 cry 😢 sweat_smile 😅 sunglasses 😎 tada 🎉 confetti_ball 🎊 sparkles ✨ star ⭐ star2 🌟 fire 🔥
boom 💥 zap ⚡ rocket 🚀 trophy 🏆 medal 🏅 first_place_medal 🥇 dart 🎯 bulb 💡 mag 🔍 mag_right 🔎
warning ⚠️ rotating_light 🚨 no_entry ⛔ no_entry_sign 🚫 x ❌ negative_squared_cross_mark ❎ heavy_multiplication_x ✖️
white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ question ❓ grey_question ❔ exclamation ❗
grey_exclamation ❕ information_source ℹ️ white_circle ⚪ black_circle ⚫ red_circle 🔴 large_blue_circle 🔵
large_green_circle 🟢 large_yellow_circle 🟡 large_orange_circle 🟠 large_purple_circle 🟣 black_square_button 🔲
white_large_square ⬜ black_large_square ⬛ large_green_square 🟩 large_yellow_square 🟨 large_red_square 🟥
hourglass ⌛ hourglass_flowing_sand ⏳ alarm_clock ⏰ stopwatch ⏱️ timer_clock ⏲️ clock1 🕐 clock3 🕒 clock9 🕘
calendar 📅 date 📅 spiral_calendar_pad 🗓️ bell 🔔 no_bell 🔕 zzz 💤 mega 📣 loudspeaker 📢 speech_balloon 💬
left_speech_bubble 🗨️ thought_balloon 💭 envelope ✉️ email 📧 incoming_envelope 📨 inbox_tray 📥 outbox_tray 📤
mailbox 📫 memo 📝 pencil 📝 pencil2 ✏️ page_facing_up 📄 page_with_curl 📃 scroll 📜 clipboard 📋 bookmark 🔖
bookmark_tabs 📑 books 📚 book 📖 file_folder 📁 open_file_folder 📂 card_index 📇 paperclip 📎 pushpin 📌
round_pushpin 📍 link 🔗 lock 🔒 unlock 🔓 key 🔑 hammer 🔨 wrench 🔧 gear ⚙️ scales ⚖️ balance_scale ⚖️
bar_chart 📊 chart_with_upwards_trend 📈 chart_with_downwards_trend 📉 moneybag 💰 dollar 💵 money_with_wings 💸
office 🏢 house 🏠 factory 🏭 globe_with_meridians 🌐 earth_asia 🌏 phone ☎️ telephone_receiver 📞 iphone 📱
computer 💻 robot_face 🤖 arrow_right ➡️ arrow_left ⬅️ arrow_up ⬆️ arrow_down ⬇️ arrow_upper_right ↗️
arrow_lower_right ↘️ arrows_counterclockwise 🔄 repeat 🔁 recycle ♻️ leftwards_arrow_with_hook ↩️
arrow_right_hook ↪️ rewind ⏪ fast_forward ⏩ arrow_forward ▶️ double_vertical_bar ⏸️ heavy_plus_sign ➕
heavy_minus_sign ➖ small_blue_diamond 🔹 small_orange_diamond 🔸 heart ❤️ blue_heart 💙 green_heart 💚
broken_heart 💔 one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ seedling 🌱 evergreen_tree 🌲 snowflake ❄️ sunny ☀️
umbrella ☔ coffee ☕ beers 🍻 cake 🍰 gift 🎁 checkered_flag 🏁 triangular_flag_on_post 🚩 wastebasket 🗑️
package 📦 label 🏷️ ticket 🎫 detective 🕵️ construction 🚧 detour 🚧 sos 🆘 new 🆕 ok 🆗 100 💯 broom 🧹 art 🎨
`;

/** Every emoji known here, in the order of the list above. */
export const EMOJI = [...NAMES.trim().matchAll(/(\S+)\s+(\S+)/g)].map(([, name, character]) => ({
  name,
  character,
}));

const TABLE = new Map(EMOJI.map(({ name, character }) => [name, character]));

/** The character of a short name, or `:name:` when we do not know it. */
export function emojiOf(name) {
  return TABLE.get(name) ?? `:${name}:`;
}

/** Whether a short name has a character here. */
export function isEmoji(name) {
  return TABLE.has(name);
}
