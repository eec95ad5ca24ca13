import type { NodeReference } from './nodeReference';

/**
 * Client → server request: the request as a run would send it, as a cURL command for a POSIX shell. Sends nothing and asks nothing. Secrets
 * are hidden whatever the settings say, unless a person has asked for them in this one copy.
 */
export const curl = 'flowLens/curl';
export interface CurlParams extends NodeReference {
  /** True where the person has asked for the secrets in this copy. */
  readonly reveal?: boolean;
}
export interface CurlResult {
  /** Several lines; in a command with hidden secrets, `••••` stands in the place of each. */
  readonly command: string;
  /** Whether anything is hidden in it. */
  readonly hidden: boolean;
  /** What has no value yet and stays as written: `{{ordersApi}}`, `[[orderId]]`. */
  readonly missing: readonly string[];
  /** Sentences worth a look: why the request could not be sent as it is, fields that are left out. */
  readonly notes: readonly string[];
}
