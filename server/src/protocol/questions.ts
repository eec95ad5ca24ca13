/** Server → client request: may this go on? Answers true only for an explicit yes. */
export const consent = 'flowLens/consent';
export interface ConsentParams {
  readonly node: string;
  /** A question: `2 errors: the platform would refuse this. Run anyway?`. */
  readonly message: string;
  /** What the yes says: `Run Anyway`. */
  readonly confirm: string;
}
export type ConsentResult = boolean;

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
