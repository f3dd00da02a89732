import type { Evidence } from './evidence.ts';
import type { EvidenceTexts } from './evidence-texts.ts';
import { factsOf, summaryOf } from './facts-of.ts';
import { codeBlock, codeSpan } from './markdown-code.ts';
import { toldRow, toldStory } from './told-rows.ts';

const MOST_FINDINGS = 10;
/** Lines around what proves a finding. */
const AROUND = 10;
/** A tracker takes so many characters of an issue (GitHub: 65,536). */
const ROOM = 40_000;

/**
 * The evidence for a tracker: what was found with why and what to do, which browser, the lines around. Every text that is not
 * from the table of words is code, in which nothing comes alive.
 */
export function markdownOf(evidence: Evidence, t: EvidenceTexts): string {
  const { header, findings, model } = evidence;
  const { evidence: words } = t;
  const parts = [`### ${t.reportProblem}: ${summaryOf(evidence, t)}`];
  if (header.said) parts.push(codeBlock(header.said, 4000));
  for (const finding of findings.slice(0, MOST_FINDINGS)) {
    const { severity, rule, title, cause, fix, count, entries } = finding;
    const lines = [
      `- **${t.severity[severity]}** ${codeSpan(rule)} ${codeSpan(title)}${count > 1 ? ` ×${count}` : ''}`,
      `  - **${t.cause}** ${codeSpan(cause, 1200)}`,
      `  - **${t.fix}** ${codeSpan(fix, 1200)}`,
    ];
    const story = toldStory(model, entries[0], t);
    if (story !== undefined) {
      const told = story.map(({ sign, words: name, more }) => `${sign} ${name}${more ? ` (${more})` : ''}`);
      lines.push(`  - **${t.story}** ${codeSpan(told.join(' → '), 1200)}`);
    }
    parts.push(lines.join('\n'));
  }
  if (findings.length > MOST_FINDINGS) parts.push(words.moreFindings(findings.length - MOST_FINDINGS));
  parts.push(
    factsOf(evidence, t)
      .map(([name, value]) => `- ${name}: ${codeSpan(value, 600)}`)
      .join('\n'),
  );
  const around = linesAround(evidence, t);
  if (around !== '') parts.push(`**${words.around}**\n\n${codeBlock(around)}`);
  // Whole parts are left out: a code span that is cut would be text.
  while (parts.length > 1 && parts.join('\n\n').length > ROOM) parts.pop();
  return `${parts.join('\n\n')}\n`;
}

/** The lines around what proves the worst finding; where there is none, the last ones. */
function linesAround({ model, findings }: Evidence, t: EvidenceTexts): string {
  const id = findings[0]?.entries[0];
  const at = (id === undefined ? undefined : model.find(id)) ?? model.high - 1;
  const from = Math.max(model.low, at - AROUND / 2);
  const to = Math.min(model.high, from + AROUND);
  const lines: string[] = [];
  for (let position = from; position < to; position++) {
    const { entry, time, about, outcome, duration } = toldRow(model, position, t);
    const words = [time, entry.event, about, outcome, duration].filter(Boolean).join('  ');
    lines.push(`${position === at ? '>' : ' '} ${words.replace(/\s+/g, ' ').slice(0, 300)}`);
  }
  return lines.join('\n');
}
