import { posix } from 'node:path';
import { Uri, workspace } from 'vscode';

/** Names a secret: it counts in one environment of one folder, and nowhere else. */
export interface SecretName {
  /** URI of the workspace folder, or of the folder of a flow that lies in none. */
  readonly folder: string;
  /** Null where no environment is in use. */
  readonly environment: string | null;
  readonly name: string;
}

/** The folder whose secrets count for a flow: the workspace folder that holds it, else its own. */
export function secretFolder(flow: Uri): string {
  return (workspace.getWorkspaceFolder(flow)?.uri ?? Uri.joinPath(flow, '..')).toString();
}

/** Two names are the same where these are. */
export function secretKey({ folder, environment, name }: SecretName): string {
  return JSON.stringify([folder, environment, name]);
}

/** For people: `in "dev" of orders`. */
export function describePlace({ folder, environment }: Omit<SecretName, 'name'>): string {
  const name = posix.basename(Uri.parse(folder).path);
  return environment === null ? `in ${name}, without an environment` : `in "${environment}" of ${name}`;
}
