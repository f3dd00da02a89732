/**
 * What Chromium says of an answer to `paymentrequest` that it cannot read, as an unhandled rejection:
 * "Failed to read the 'details' property from 'PaymentHandlerResponse': Failed to convert value to 'object'."
 */
export const OF_ANSWER: RegExp = /'(\w+)' property from 'PaymentHandlerResponse'/;
