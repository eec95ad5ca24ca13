/** Modules of undici that it has no types for by themselves: the classes and methods of its index. */
declare module 'undici/lib/dispatcher/client.js' {
  export { Client as default } from 'undici';
}

declare module 'undici/lib/api/api-request.js' {
  const request: import('undici').Client['request'];
  export default request;
}
