// What tests see of form.js.
export type FieldValue = string | string[];
type Data = Record<string, unknown>;
interface Option {
  text: { type: string; text: string };
  value: string;
}
export function holdsMany(element: Data): boolean;
export function isGroup(element: Data): boolean;
export function optionsOf(element: Data): Option[];
export function initialValue(element: Data): FieldValue;
export function stateValue(entry: Data | undefined): FieldValue | undefined;
export function chosenOptions(entry: Data | undefined): Option[];
export function inputsOf(view: { blocks: Data[] }): { block: Data; element: Data }[];
export function submission(
  view: { blocks: Data[] },
  read: (block: Data, element: Data) => FieldValue,
): Record<string, FieldValue>;
export function toggled(values: string[], value: string, options: Option[]): string[];
export function sameValue(a: FieldValue | undefined, b: FieldValue | undefined): boolean;
