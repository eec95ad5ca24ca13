/** The name itself, else with the first number behind it that makes it free: `sorry-2`. */
export function findFreeName(name: string, separator: string, isFree: (name: string) => boolean): string {
  if (isFree(name)) return name;
  for (let number = 2; ; number++) {
    const numbered = `${name}${separator}${number}`;
    if (isFree(numbered)) return numbered;
  }
}
