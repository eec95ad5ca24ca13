/** Server → client request: may this go on? Answers true only for an explicit yes. */
export const consent = 'flowLens/consent';
export interface ConsentParams {
  readonly uri: string;
  readonly node: string;
  /** A question: `2 errors: the platform would refuse this. Run anyway?`. */
  readonly message: string;
  /** What the yes says: `Run Anyway`. */
  readonly confirm: string;
  /** Where a yes may be remembered, and by what. The client keeps it, so that the person can take it back. */
  readonly approval?: Approval;
}
export type ConsentResult = boolean;

/** That a secret may go to an origin, in one environment of one folder. */
export interface Approval {
  /** The name of an environment value, or a captured one with its origin: `[[login:token]] of https://login.example.com`. */
  readonly secret: string;
  /** RFC 6454 §6.2: `https://api.example.com`. */
  readonly origin: string;
  readonly environment: string | null;
}

/**
 * Server → client request: the value of an environment secret that the client keeps for the folder of a flow. Null where it has
 * none. The person is not asked, and the answer is never traced.
 */
export const secret = 'flowLens/secret';
export interface SecretParams {
  readonly uri: string;
  readonly environment: string | null;
  readonly name: string;
}
export type SecretResult = string | null;

/** Server → client request: the value of a session variable that nothing else gives. Null cancels the run. */
export const ask = 'flowLens/ask';
export interface AskParams {
  readonly node: string;
  /** The variable as written between the brackets: `orderId`. */
  readonly variable: string;
  /** The last answer in this session. */
  readonly suggestion?: string;
  /** True for the variable of an input marked `sensitive`: show dots. */
  readonly sensitive: boolean;
}
export type AskResult = string | null;
