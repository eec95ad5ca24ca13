const parcels = new Map([
  [
    'PX100200300',
    {
      status: 'in-transit',
      expected: '2027-03-04',
      events: [
        { at: '2027-03-02T05:40:00Z', place: 'Bloemfontein', text: 'Arrived at the depot' },
        { at: '2027-03-01T16:05:00Z', place: 'Johannesburg', text: 'Collected from the shop' },
      ],
    },
  ],
  [
    'PX100200301',
    {
      status: 'delivered',
      expected: '2027-01-21',
      events: [
        { at: '2027-01-21T09:12:00Z', place: 'Cape Town', text: 'Signed for by "M. Botha & son"' },
        { at: '2027-01-21T06:30:00Z', place: 'Cape Town', text: 'Out for delivery' },
      ],
    },
  ],
  [
    'PX100200302',
    {
      status: 'held',
      expected: '2027-03-09',
      events: [
        { at: '2027-03-02T11:00:00Z', place: 'Durban', text: 'Waiting for customs papers' },
        { at: '2027-02-20T08:00:00Z', place: 'Rotterdam', text: 'Loaded' },
      ],
    },
  ],
]);

/** @type {import('./jsonAnswer.mjs').Route[]} */
export const parcelRoutes = [{ method: 'GET', path: /^\/parcels\/([^/]+)$/, handle: showParcel }];

/** Always 200, as services of this kind do: what became of the parcel stands inside the XML. */
function showParcel({ name }) {
  const parcel = parcels.get(name);
  if (!parcel) return xmlAnswer('<parcel>\n  <status>unknown</status>\n</parcel>');
  const events = parcel.events.map(
    ({ at, place, text }) => `    <event at="${at}" place="${escapeXml(place)}">${escapeXml(text)}</event>`,
  );
  return xmlAnswer(`<parcel number="${name}">
  <status>${parcel.status}</status>
  <carrier code="PEL">Pelican Freight</carrier>
  <expected>${parcel.expected}</expected>
  <events>
${events.join('\n')}
  </events>
</parcel>`);
}

function xmlAnswer(root) {
  return {
    status: 200,
    headers: { 'content-type': 'application/xml; charset=utf-8' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`,
  };
}

function escapeXml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
