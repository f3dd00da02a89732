import { beforeEach, expect, test, vi } from 'vitest';
import { createLogModel } from '../model/log-model.ts';
import { DoctorWorkerHere } from '../samples/doctor-worker-here.ts';
import { ofInstall } from '../samples/of-install.ts';
import { sampleLog } from '../samples/sample-log.ts';
import { createDoctor } from './ask-doctor.ts';

const ONE = '1'.repeat(32);
const OTHER = '2'.repeat(32);

beforeEach(() => {
  vi.stubGlobal('Worker', DoctorWorkerHere);
  return () => vi.unstubAllGlobals();
});

const ask = async (model: ReturnType<typeof createLogModel>, installs?: readonly string[]) => {
  const doctor = createDoctor(model, installs);
  const diagnosis = await doctor.ask(undefined);
  return { doctor, diagnosis, worker: DoctorWorkerHere.all.at(-1) as DoctorWorkerHere };
};

test('of one installation only what it sent is looked at, and its own log has its own end', async () => {
  const log = sampleLog({ count: 1500 });
  const [first, rest] = [log.slice(0, 600), log.slice(600)];
  const model = createLogModel();
  model.append(ofInstall(first, ONE, ''));
  model.append(ofInstall(rest, OTHER, ''));
  model.append(ofInstall(rest.slice(0, 50), undefined, ''));
  const all = await ask(model);
  expect(all.diagnosis?.checked).toBe(model.size);
  expect(all.worker.now).toBe(model.latest);
  const one = await ask(model, [ONE]);
  expect(one.worker.entries.map(({ id }) => id)).toEqual(first.map(({ id }) => `${ONE}-${id}`));
  expect(one.diagnosis?.checked).toBe(600);
  expect(one.worker.now).toBe(first.at(-1)?.time);
  // Exactly as if there were no other.
  const alone = createLogModel();
  alone.append(ofInstall(first, ONE, ''));
  expect(one.diagnosis?.findings).toEqual((await ask(alone)).diagnosis?.findings);
  expect(one.diagnosis?.findings.length).toBeGreaterThan(0);
  // What comes later, and what is older, is taken in by the same rule.
  model.append(ofInstall(sampleLog({ count: 20, end: log.at(-1)?.time ?? 0 }), OTHER, '').slice(0, 5));
  model.prepend(
    ofInstall(rest.slice(0, 30), ONE, '').map((entry) => ({ ...entry, id: `older-${entry.id}` })),
  );
  expect((await one.doctor.ask(undefined))?.checked).toBe(630);
  expect(one.worker.entries[0]?.id).toBe(`older-${ONE}-${rest[0]?.id}`);
  const both = await ask(model, [ONE, OTHER]);
  expect(both.diagnosis?.checked).toBe(model.size - 50);
  expect((await ask(model, ['3'.repeat(32)])).diagnosis).toMatchObject({ checked: 0, unchecked: true });
});
