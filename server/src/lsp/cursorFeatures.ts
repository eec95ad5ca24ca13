export { findCodeActions, resolveCodeAction } from './codeActions';
export { findCompletions } from './completions';
export { findHover } from './hover';
