/** Packages what is built in dist into the file at this absolute path. Gives what vsce said. */
export function packageExtension(file: string): Promise<string>;
