import { keyOf } from './key-of.ts';
import type { Permission } from './permission.ts';
import { createSender, type Sender, type SenderParts } from './sender.ts';

/**
 * Returns what gives the sender for each round: the last one, with its pauses and counts, for as long as the options and the
 * random id are what they were. The id is made where the options ask for one, and taken away where they do not.
 */
export function keepSender(permission: Permission): (parts: Omit<SenderParts, 'install'>) => Promise<Sender> {
  let sender: Sender | undefined;
  let made = '';
  return async (parts) => {
    const { options } = parts;
    const found = await (options.install ? permission.install() : permission.forget()).catch(() => undefined);
    const install = options.install ? found : undefined;
    const key = keyOf([options, install]);
    if (!sender || key !== made) {
      made = key;
      sender = createSender({ ...parts, install });
    }
    return sender;
  };
}
