// What is asked for at a cursor, in one file for the same reason as `commandHandlers.ts`.
export { findCodeActions, resolveCodeAction } from './codeActions';
export { findCompletions } from './completions';
export { findHover } from './hover';
