import { type Candidate, valueCandidate } from '#core/completion/candidate';
import { toDetail } from '#core/completion/shown';
import { endpointAround, type Surroundings, visibleEndpoints } from '#core/completion/surroundings';
import type { Endpoint } from '#core/model/flow';
import { endpointDefaults } from '#core/model/vocabulary';
import { hasForm, type Place } from '#core/place/place';
import { isSupportedMethod, supportedMethods } from '#core/request/methods';

/** The endpoints that a node can call, those of its own file first. */
export function endpointCandidates(_place: Place, around: Surroundings): readonly Candidate[] {
  return visibleEndpoints(around).map((endpoint) =>
    valueCandidate(endpoint.name, 'endpoint', describeEndpoint(endpoint)),
  );
}

/** `GET {{ordersApi}}/orders`. */
function describeEndpoint({ method, url }: Endpoint): string {
  return toDetail(`${method?.value ?? endpointDefaults.method} ${url?.value ?? ''}`);
}

/** The method of the endpoint first: where both name one, it has to be the same. */
export function methodCandidates(place: Place, around: Surroundings): readonly Candidate[] {
  const shared = hasForm(place.path, 'nodes.**') ? endpointAround(place, around)?.endpoint : undefined;
  const own = shared?.method?.value;
  const methods = [...new Set([...(own === undefined ? [] : [own]), ...supportedMethods, 'PUT', 'DELETE'])];
  return methods.map((method) => {
    const doubt = isSupportedMethod(method) ? undefined : 'documented in one place only';
    return valueCandidate(method, 'value', method === own ? `as the endpoint "${shared?.name ?? ''}"` : doubt);
  });
}
