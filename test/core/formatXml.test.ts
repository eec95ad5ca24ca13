import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatXml } from '#core/response/formatXml';

test('XML is laid out, and what it says stays', () => {
  const text = '<?xml version="1.0"?><a x="1 &amp; 2"><b>5 &lt; 6</b><!-- c --><d/><e><![CDATA[<raw>]]></e></a>';
  assert.equal(
    formatXml(text),
    [
      '<?xml version="1.0"?>',
      '<a x="1 &amp; 2">',
      '  <b>5 &lt; 6</b>',
      '  <!-- c -->',
      '  <d/>',
      '  <e><![CDATA[<raw>]]>',
      '  </e>',
      '</a>',
    ].join('\n'),
  );
});

test('what is no XML, or nests without end, comes back as it is', () => {
  for (const text of ['plain', '<a>'.repeat(50_000)]) assert.equal(formatXml(text), text);
});
