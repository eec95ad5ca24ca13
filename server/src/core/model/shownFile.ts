import { escapeControls } from '#core/model/quote';
import type { TextSource } from '#core/model/textSource';

/** What a message calls a file: the last part of its URI, which tells it well enough beside the name that is asked about. */
export function shownFile({ uri }: Pick<TextSource, 'uri'>): string {
  return escapeControls(fileNameOf(uri));
}

/** The same with the folder that it lies in, where files of several folders are told apart. */
export function shownInFolder({ uri }: Pick<TextSource, 'uri'>): string {
  return escapeControls(fileNameOf(uri, 2));
}

/** The last part of a URI, or so many, without their percent-encoding. */
export function fileNameOf(uri: string, count = 1): string {
  const parts = uri.split('/').slice(-count).join('/');
  try {
    return decodeURIComponent(parts);
  } catch {
    return parts;
  }
}
