/** For sorting by code units: what the locale of a machine makes of texts must not decide an order. */
export function compareText(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
