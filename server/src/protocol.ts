/**
 * What the server and its client say to each other beyond the Language Server Protocol.
 *
 * Method names and plain types only, so that neither side pulls the other's library in. A client says in
 * `capabilities.experimental.flowLens` which of {@link clientFeatures} it answers; the server never finds out by trying.
 */
export * from './protocol/bodies';
export * from './protocol/curl';
export * from './protocol/findings';
export * from './protocol/flowDrafts';
export * from './protocol/graph';
export * from './protocol/history';
export * from './protocol/nodeReference';
export * from './protocol/questions';
export * from './protocol/requests';
export * from './protocol/run';
export * from './protocol/session';
