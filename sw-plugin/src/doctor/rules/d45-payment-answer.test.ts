import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import { type Logbook, logbook } from '../logbook.ts';

function answered(...types: readonly string[]): Logbook {
  const log = logbook();
  types.forEach((Type, at) => {
    const span = `pay-${at}`;
    const service = 'paymentHandler';
    log.write('Payment request', { service, span, detail: { phase: 'start', listeners: 1 } });
    log.write('Payment response', {
      service,
      span,
      metadata: { Type },
      detail: {
        phase: 'end',
        outcome: 'ok',
        extensions: [{ method: 'respondWith', at: 0, state: 'fulfilled', settled: 1 }],
      },
    });
  });
  return log;
}

const told = ({ entries }: Logbook) => diagnose(entries).map(({ rule, title }) => `${rule} ${title}`);

describe('D45, the answer of a payment handler', () => {
  it('names the member that is missing, each in a finding of its own', () => {
    const log = answered('PAYMENT_METHOD_NAME_EMPTY', 'PAYMENT_DETAILS_ABSENT', 'PAYMENT_DETAILS_ABSENT');
    expect(told(log)).toEqual([
      "D45 The payment handler's answer has no details",
      "D45 The payment handler's answer has no methodName",
    ]);
    expect(diagnose(log.entries)[0]).toMatchObject({ severity: 'error', count: 2 });
  });

  it('reads the name of the enum in front, as older Chromium writes it', () => {
    expect(told(answered('PaymentEventResponseType::PAYER_EMAIL_EMPTY'))).toEqual([
      "D45 The payment handler's answer has no valid payerEmail, which the merchant asked for",
    ]);
  });

  it('speaks where the browser could not read the answer, once per payment, in its words', () => {
    const log = answered('PAYMENT_EVENT_REJECT');
    const message =
      "Failed to read the 'details' property from 'PaymentHandlerResponse': Failed to convert value to 'object'.";
    for (let i = 0; i < 2; i++)
      log.write('Unhandled rejection', { detail: { error: { name: 'TypeError', message } } });
    expect(told(log)).toEqual(["D45 The payment handler's answer has details that are no object"]);
    expect(diagnose(log.entries)[0]).toMatchObject({ severity: 'error', count: 1 });
    expect(diagnose(log.entries)[0]?.cause).toContain("Failed to convert value to 'object'");
  });

  it('is silent about a complete answer, and a person who declined', () => {
    expect(
      told(answered('PAYMENT_EVENT_SUCCESS', 'PAYMENT_EVENT_REJECT', 'PAYMENT_EVENT_NO_RESPONSE')),
    ).toEqual([]);
  });
});
