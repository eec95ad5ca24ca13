import * as protocol from '../protocol';
import type { Session } from './session';

/** Tells the client that pictures it has are out of date: those from before the last change, and that of a document that is named. */
export function tellGraphs({ analyses, client, connection, graphsShown }: Session, uri?: string): void {
  if (!client.features.has('graph')) return;
  for (const [shown, generation] of graphsShown) {
    if (uri === undefined ? generation === analyses.generation() : shown !== uri) continue;
    graphsShown.delete(shown);
    const params: protocol.GraphChangedParams = { uri: shown };
    void connection.sendNotification(protocol.graphChanged, params);
  }
}
