import { chooseEnvironment } from '#core/model/chooseEnvironment';
import { environmentNames } from '#core/model/environment';
import type { EnvironmentsResult } from '../protocol';
import type { Session } from './session';

/** The environment that a run of this file uses; null for none. */
export function environmentOf(session: Session, uri: string): string | null {
  const { environment: set, run } = session.settings;
  const files = session.workspace.project.environmentFiles(uri);
  return chooseEnvironment(files, { picked: session.environment, set, guarded: run.confirmEnvironments });
}

/** What a picker offers: the environments of the flow in view, or those of all flows. */
export function listEnvironments(session: Session, uri: string | undefined): EnvironmentsResult {
  const { project } = session.workspace;
  const uris = uri === undefined ? [...project.flows()].map((document) => document.uri) : [uri];
  const names = new Set(uris.flatMap((each) => environmentNames(project.environmentFiles(each))));
  const [first] = uris;
  return { names: [...names], active: first === undefined ? null : environmentOf(session, first) };
}
