/** A number of things, for people: `1 error`, `2 errors`. `noun` is one of them, and takes an s. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
