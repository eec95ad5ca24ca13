import { manageTrust } from '../nextSteps';
import { warn } from '../say';

/** Says why nothing is run, with a button that leads on. The server would refuse as well. */
export function offerTrust(): Promise<void> {
  return warn('Nothing is sent from a workspace that is not trusted', manageTrust);
}
