import { CATALOGUE, SERVICES } from '@offstage/sw-plugin/log';
import type { Source } from '../sources/source.ts';
import { permissionOf } from './permission-of.ts';
import { registeredOf } from './registered.ts';

/**
 * How things stand in this browser, in names and values that every language understands: permissions, what is registered,
 * what is not recorded. Never rejects.
 */
export async function stateNow(source: Source): Promise<readonly (readonly [string, string])[]> {
  const recording = await source.recording?.().catch(() => undefined);
  const lines = await Promise.all(
    SERVICES.map(async (service): Promise<readonly (readonly [string, string])[]> => {
      const [registered, permission] = await Promise.all([registeredOf(service), permissionOf(service)]);
      const { title } = CATALOGUE[service];
      // What notifications say is contents.
      const named = service === 'notifications' ? registered.map(({ value }) => value || '–') : undefined;
      const value = named ?? registered.map(({ name, value }) => [name, value].filter(Boolean).join(' '));
      return [
        ...(permission === undefined ? [] : [[`${title}: permission`, permission] as const]),
        ...(value.length === 0 ? [] : [[`${title}: registered`, value.slice(0, 20).join('\n')] as const]),
        ...(recording?.[service].recording === false ? [[`${title}: recording`, 'off'] as const] : []),
      ];
    }),
  );
  return lines.flat();
}
