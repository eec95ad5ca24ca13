/** The command can't do what it was asked for: its message goes to standard error, and the exit code is 2. */
export class CommandError extends Error {}
