/** Made with Python's hashlib. `plaintext` in hexadecimal digits. */
export interface Vector {
  readonly name: string;
  readonly endpoint: string;
  readonly salt: string;
  readonly plaintext: string;
  readonly device: string;
  readonly key: string;
}

export const VECTORS: readonly Vector[] = [
  {
    name: "Chromium's endpoint",
    endpoint: 'https://fcm.googleapis.com/fcm/send/dGhpcyBpcyBub3QgcmVhbA:APA91bFake_Token-0123456789',
    salt: 'BEl62iUYgUivxIkv69yViEuiBIa-Ib9-SkvMeAtA3LFgDzkrxZJjSgSnfckjBJuBkr3qBUYIHBQFLXYp5Nksh8U',
    plaintext: '48656c6c6f',
    device: 'wS2ra1gtrm9-lFGTw9EzS8',
    key: '7hndT13kPVQr5jc3VrYmKQ',
  },
  {
    name: "Mozilla's endpoint, JSON",
    endpoint: 'https://updates.push.services.mozilla.com/wpush/v2/gAAAAABmFake-Token_0123456789',
    salt: 'BEl62iUYgUivxIkv69yViEuiBIa-Ib9-SkvMeAtA3LFgDzkrxZJjSgSnfckjBJuBkr3qBUYIHBQFLXYp5Nksh8U',
    plaintext: '7b227469746c65223a224772c3bcc39f65222c22626f6479223a22e29895203520e282ac227d',
    device: 'mdMcuwPD9sv3DJ47kiu_AW',
    key: 'C09tzFJd43aZN4GRsNhn1j',
  },
  {
    name: "Apple's endpoint, no payload",
    endpoint: 'https://web.push.apple.com/QFakeToken0123456789abcdefghijklmnopqrstuvwxyz',
    salt: '',
    plaintext: '',
    device: '-xyw0O6wuYEhJKOBeAticQ',
    key: 'B507pyju3HjBLubKYO-Jos',
  },
  {
    name: "bytes that are no text, an app's own salt",
    endpoint: 'https://wns2-by3p.notify.windows.com/w/?token=BQFake%2fToken%3d%3d',
    salt: 'pepper é',
    plaintext: '00fffe0a0defbbbf',
    device: 'g6-opfwleaeD5nXhc4PstM',
    key: 'CF3wh7MdePVBAGLikDSUW8',
  },
  {
    name: 'a byte order mark, line ends',
    endpoint: 'https://push.example/\n',
    salt: 'a\nb',
    plaintext: 'efbbbf7b2261223a317d0d0a',
    device: 'nflFe_sD_UKfTJMoMuS4yi',
    key: 'CCLe6WIzxY7noaAiB4oJ3Y',
  },
];
