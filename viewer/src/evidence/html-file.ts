import { LOG_IN_HTML } from '../sources/log-in-html.ts';
import { htmlBlock, htmlLine, jsonInHtml } from './escape-html.ts';
import type { Evidence } from './evidence.ts';
import type { EvidenceTexts } from './evidence-texts.ts';
import { factsOf, summaryOf } from './facts-of.ts';
import { HTML_STYLE } from './html-style.ts';
import { type ToldRow, toldRow, toldStory } from './told-rows.ts';

/** Rows of the table; the lines below it are whole. */
const MOST_ROWS = 2000;
const MOST_FINDINGS = 50;
const MOST_NOTES = 100;

/**
 * The evidence as one document that opens anywhere: no script, nothing from elsewhere, and a policy that allows neither.
 * The viewer reads its lines again.
 *
 * @param nonce lets its own style in, and no other
 */
export function htmlFile(evidence: Evidence, t: EvidenceTexts, nonce: string): string {
  const { header, findings, model, entries } = evidence;
  const { evidence: words } = t;
  const title = `${t.reportProblem}: ${summaryOf(evidence, t)}`;
  const marked = new Map<string, string>();
  for (const { severity, entries: ids } of findings.toReversed())
    for (const id of ids) marked.set(id, severity);
  const rows = Array.from({ length: Math.min(MOST_ROWS, model.size) }, (_, index) =>
    toldRow(model, model.high - Math.min(MOST_ROWS, model.size) + index, t),
  );
  const facts = factsOf(evidence, t);
  return `<!doctype html>
<html lang="${htmlLine(t.locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>${htmlLine(title)}</title>
<style nonce="${nonce}">${HTML_STYLE}</style>
</head>
<body>
<main>
<h1>${htmlLine(title)}</h1>
${header.said ? `<p class="said">${htmlBlock(header.said)}</p>` : ''}
<dl class="facts">
${facts.map(([name, value]) => `<div><dt>${htmlLine(name)}</dt><dd>${htmlLine(value)}</dd></div>`).join('\n')}
</dl>
<h2>${htmlLine(t.findings)}</h2>
${
  findings.length === 0
    ? `<p>${htmlLine(words.noFindings)}</p>`
    : findings
        .slice(0, MOST_FINDINGS)
        .map((one) => findingOf(evidence, one, t))
        .join('\n')
}
${stateOf(evidence, t)}
<h2>${htmlLine(t.events)}</h2>
${entries.length > rows.length ? `<p class="quiet">${htmlLine(words.newestRows(rows.length))}</p>` : ''}
<div class="wide" tabindex="0" role="group" aria-label="${htmlLine(t.events)}"><table>
<thead><tr>${[
    t.column.time,
    t.column.service,
    t.column.event,
    t.column.outcome,
    t.column.duration,
    t.column.instanceId,
  ]
    .map((name) => `<th scope="col">${htmlLine(name)}</th>`)
    .join('')}</tr></thead>
<tbody>
${rows.map((row) => rowOf(row, marked.get(row.entry.id), header.notes?.[row.entry.id])).join('\n')}
</tbody>
</table></div>
<details class="lines"><summary>${htmlLine(words.lines(entries.length))}</summary>
<p class="quiet">${htmlLine(words.opensInViewer)}</p>
${LOG_IN_HTML}
${[header, ...entries.map(({ seq: _, ...entry }) => entry)].map(jsonInHtml).join('\n')}
</pre></details>
</main>
</body>
</html>
`;
}

function findingOf({ model }: Evidence, finding: Evidence['findings'][number], t: EvidenceTexts): string {
  const { rule, severity, title, cause, fix, count, entries } = finding;
  const stations = toldStory(model, entries[0], t);
  const story = stations
    ?.map(
      ({ state, sign, words, more }) =>
        `<li data-state="${htmlLine(state)}"><b><span aria-hidden="true">${htmlLine(sign)}</span> ${htmlLine(words)}</b> <span class="quiet">${htmlLine(more)}</span></li>`,
    )
    .join('');
  return `<article class="finding" data-severity="${htmlLine(severity)}">
<h3>${htmlLine(t.severity[severity])}: ${htmlLine(title)} <span class="quiet">${htmlLine(rule)}${count > 1 ? ` · ×${count}` : ''}</span></h3>
${story ? `<ol class="story" aria-label="${htmlLine(t.story)}">${story}</ol>` : ''}
<p><b>${htmlLine(t.cause)}</b> ${htmlBlock(cause)}</p>
<p><b>${htmlLine(t.fix)}</b> ${htmlBlock(fix)}</p>
</article>`;
}

function stateOf({ header: { state, notes }, model }: Evidence, t: EvidenceTexts): string {
  const list = (name: string, lines: readonly (readonly [string, string])[]): string =>
    lines.length === 0
      ? ''
      : `<h2>${htmlLine(name)}</h2><dl class="facts">${lines
          .map(([key, value]) => `<div><dt>${htmlLine(key)}</dt><dd>${htmlLine(value, 2000)}</dd></div>`)
          .join('')}</dl>`;
  const noted = Object.entries(notes ?? {}).slice(0, MOST_NOTES);
  return (
    list(t.state, state ?? []) +
    list(
      t.notes,
      noted.map(([id, note]) => {
        const at = model.find(id);
        return [at === undefined ? id : toldRow(model, at, t).time, note];
      }),
    )
  );
}

function rowOf(row: ToldRow, severity: string | undefined, note: string | undefined): string {
  const { entry, time, service, about, standing, outcome, duration } = row;
  const { error } = entry.detail;
  const more = error === undefined ? '' : (error.stack ?? `${error.name}: ${error.message}`);
  return `<tr data-tone="${htmlLine(standing)}"${severity ? ` data-severity="${htmlLine(severity)}"` : ''}><td>${htmlLine(time)}</td><td>${htmlLine(
    service,
  )}</td><td>${htmlLine(entry.event)}${about ? ` <span class="quiet">${htmlLine(about)}</span>` : ''}${
    more ? `<pre>${htmlBlock(more)}</pre>` : ''
  }${note ? `<p class="note">${htmlBlock(note)}</p>` : ''}</td><td>${htmlLine(outcome)}</td><td>${htmlLine(duration)}</td><td>${htmlLine(entry.instanceId)}</td></tr>`;
}
