/** Where an app says nothing else, equal texts of one origin are told apart from other origins' by this. */
export type Salt = string;

/**
 * Text that stays here, as what may be known of it: its length, and a hash, so that equal ones can be counted together.
 * `text(14) #0f3a91c27be04d`. The hash (53 bits, murmur's mixing) is no secret keeping: who knows the salt can try texts.
 */
export function hidden(text: string, salt: Salt): string {
  return `text(${text.length}) #${hash(`${salt}\n${text}`)}`;
}

/** 53 bits, as 14 hexadecimal digits. */
export function hash(text: string): string {
  let low = 0xdead_beef;
  let high = 0x41c6_ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x9e37_79b1);
    high = Math.imul(high ^ code, 0x5f35_6495);
  }
  low = Math.imul(low ^ (low >>> 16), 0x85eb_ca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2_ae35);
  high = Math.imul(high ^ (high >>> 16), 0x85eb_ca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2_ae35);
  return ((high >>> 0) * 0x20_0000 + (low >>> 11)).toString(16).padStart(14, '0');
}
