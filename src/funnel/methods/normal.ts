// How likely a standard normal value is to lie so far out.

const PEAK = 1 / Math.sqrt(2 * Math.PI);

/** Beyond this the series loses what it adds, and the fraction is exact. */
const FAR = 3;

/** The fraction is as exact as a number can be after so many terms, for anything far out. */
const TERMS = 100;

/**
 * The probability of a standard normal value above z. Near the middle by the series
 * ½ − φ(z)(z + z³/3 + z⁵/(3·5) + …), far out by Laplace's continued fraction φ(z)/(z + 1/(z + 2/(z + …))).
 * Source: G. Marsaglia, Evaluating the normal distribution, Journal of Statistical Software 11 (2004).
 */
export function above(z: number): number {
  if (z < 0) return 1 - above(-z);
  const height = PEAK * Math.exp((-z * z) / 2);
  if (z > FAR) {
    let fraction = z;
    for (let term = TERMS; term > 0; term -= 1) fraction = z + term / fraction;
    return height / fraction;
  }
  let [sum, term] = [z, z];
  for (let odd = 3; term > sum * Number.EPSILON; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 - height * sum;
}
