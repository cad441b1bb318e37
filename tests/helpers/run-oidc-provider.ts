/** An OpenID provider of its own: PORT and REDIRECT_URI from the environment; any name signs in. */
import Provider from 'oidc-provider'

const { PORT = '', REDIRECT_URI = '' } = process.env
const issuer = `http://127.0.0.1:${PORT}`

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'community',
      client_secret: 'a secret between two',
      redirect_uris: [REDIRECT_URI],
    },
  ],
  cookies: { keys: ['only for tests'] },
  pkce: { required: () => true },
  findAccount: (_context: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub }) }),
})
provider.listen(Number(PORT), '127.0.0.1', () => process.stdout.write('listening\n'))
