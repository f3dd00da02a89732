import { type FormEvent, type ReactElement, useState } from 'react';
import { Button } from '../parts/Button.tsx';
import { useStrings } from '../text/use-strings.ts';

export interface AddressFormProps {
  /** The address whose headers could not be read, or name no endpoint. */
  readonly failed: string | undefined;
  onRead(address: string): void;
}

/** Asks for a page of this site whose endpoints are to be shown. */
export function AddressForm({ failed, onRead }: AddressFormProps): ReactElement {
  const t = useStrings();
  const [address, setAddress] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (address.trim()) onRead(address.trim());
  };
  return (
    <form className="os-endpoints-form" onSubmit={submit}>
      <label>
        {t.endpointsAddress}
        <input value={address} placeholder="/" onChange={(event) => setAddress(event.target.value)} />
      </label>
      <Button type="submit" label={t.endpointsRead} text />
      <output>{failed === undefined ? '' : t.endpointsNone}</output>
    </form>
  );
}
