import { activeEnvironment, environmentNames } from '#core/model/environment';
import { isGuardedEnvironment } from '#core/model/isGuardedEnvironment';
import type { EnvironmentsResult } from '../protocol';
import type { Session } from './session';

/**
 * The environment that a run of this file uses: the one a person picked, else the setting's, else the only one there is. A guarded
 * one counts only when it was picked: a repository must not lead anybody into production.
 */
export function environmentOf(session: Session, uri: string): string | null {
  const { environment, run } = session.settings;
  const set = isGuardedEnvironment(environment, run.confirmEnvironments) ? null : environment;
  const active = activeEnvironment(session.workspace.project.environmentFiles(uri), session.environment ?? set);
  const wasPicked = active === session.environment;
  return wasPicked || !isGuardedEnvironment(active, run.confirmEnvironments) ? active : null;
}

/** What a picker offers: the environments of the flow in view, or those of all flows. */
export function listEnvironments(session: Session, uri: string | undefined): EnvironmentsResult {
  const { project } = session.workspace;
  const uris = uri === undefined ? [...project.flows()].map((document) => document.uri) : [uri];
  const names = new Set(uris.flatMap((each) => environmentNames(project.environmentFiles(each))));
  const [first] = uris;
  return { names: [...names], active: first === undefined ? null : environmentOf(session, first) };
}
