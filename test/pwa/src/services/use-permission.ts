import { useEffect, useState } from 'react';

/** The permission's state, kept up to date; undefined while unknown and where the browser has no such name. */
export function usePermission(name: string | undefined): PermissionState | undefined {
  const [state, setState] = useState<PermissionState>();
  useEffect(() => {
    if (name === undefined || !navigator.permissions) return;
    let status: PermissionStatus | undefined;
    let gone = false;
    const update = (): void => setState(status?.state);
    // Push is asked about with the promise to show something; the others ignore it.
    const query = { name, userVisibleOnly: true } as unknown as PermissionDescriptor;
    navigator.permissions.query(query).then(
      (found) => {
        if (gone) return;
        status = found;
        status.addEventListener('change', update);
        update();
      },
      () => setState(undefined),
    );
    return () => {
      gone = true;
      status?.removeEventListener('change', update);
    };
  }, [name]);
  return state;
}
