/** What browsers ask for by themselves, whatever they are told. */
const BROWSERS_OWN =
  /(^|\.)(clients\d?\.google\.com|accounts\.google\.com|(update|safebrowsing|optimizationguide-pa|content-autofill)\.googleapis\.com|gvt1\.com|services\.mozilla\.com|telemetry\.mozilla\.org)$/;

/** What is said of an origin that was asked for and is not let through; nothing, when it was the browser that asked. */
export function refusal(origin: string): string | undefined {
  const { hostname } = new URL(origin);
  if (BROWSERS_OWN.test(hostname)) return undefined;
  return `Not let through: ${origin}. launch({ hosts: [${JSON.stringify(hostname)}] }) lets it through, "at" leads it to a stand-in.`;
}
