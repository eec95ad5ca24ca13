import { escapeControls } from '#core/model/quote';
import type { TextSource } from '#core/model/textSource';

/** What people are told a file is called: the last part of its URI, which tells it well enough beside the name that is asked about. */
export function shownFile({ uri }: Pick<TextSource, 'uri'>): string {
  return escapeControls(lastParts(uri, 1));
}

/** The same with the folder that it lies in, where files of several folders are told apart. */
export function shownInFolder({ uri }: Pick<TextSource, 'uri'>): string {
  return escapeControls(lastParts(uri, 2));
}

/** The last so many parts of a URI, without their percent-encoding. */
function lastParts(uri: string, count: number): string {
  const parts = uri.split('/').slice(-count).join('/');
  try {
    return decodeURIComponent(parts);
  } catch {
    return parts;
  }
}
