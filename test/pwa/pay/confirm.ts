/** The window of the payment handler: what is to be paid, and yes or no. */
import { channelOf, type Verdict } from './mode.ts';

const query = new URLSearchParams(location.search);
const channel = new BroadcastChannel(channelOf(query.get('id') ?? ''));
const amount = new Intl.NumberFormat(undefined, {
  style: 'currency',
  currency: query.get('currency') ?? 'EUR',
});

const total = document.querySelector('output');
if (total) total.textContent = amount.format(Number(query.get('value') ?? 0));
for (const button of document.querySelectorAll('button')) {
  button.addEventListener('click', () => {
    channel.postMessage(button.value as Verdict);
    for (const other of document.querySelectorAll('button')) other.disabled = true;
  });
}
