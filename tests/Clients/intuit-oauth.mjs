// intuit-oauth: consent, exchange, refresh with rotation, API calls, revocation.
import assert from 'node:assert/strict'
import OAuthClient from 'intuit-oauth'
import { base, check, control, refused } from './checking.mjs'

const quickbooks = base + '/quickbooks'
const realm = '9130350000000001'
OAuthClient.environment = { sandbox: quickbooks + '/', production: quickbooks + '/' }
const client = new OAuthClient({
  clientId: 'sandbox-client', clientSecret: 'sandbox-secret', environment: 'sandbox', redirectUri: 'http://127.0.0.1/callback', includeRefreshTokenHardExpiresIn: true,
})
client.setAuthorizeURLs({
  authorizeEndpoint: quickbooks + '/connect/oauth2', tokenEndpoint: quickbooks + '/oauth2/v1/tokens/bearer', revokeEndpoint: quickbooks + '/v2/oauth2/tokens/revoke',
  userInfoEndpoint: quickbooks + '/v1/openid_connect/userinfo',
})

await control('POST', '/quickbooks/control/reset', {})
let consent

await check('the consent page sends the user back with code, state and realm', async () => {
  const page = client.authorizeUri({ scope: [OAuthClient.scopes.Accounting], state: 'abc' })
  const answer = await fetch(page, { redirect: 'manual' })
  assert.equal(answer.status, 302)
  consent = answer.headers.get('location')
  const query = new URL(consent).searchParams
  assert.equal(query.get('state'), 'abc')
  assert.equal(query.get('realmId'), realm)
})

await check('a code is exchanged once', async () => {
  const { token } = await client.createToken(consent)
  assert.equal(token.expires_in, 3600)
  assert.ok(token.x_refresh_token_hard_expires_in > 0)
  assert.ok(client.isAccessTokenValid())
  assert.equal((await refused(client.createToken(consent))).error, 'invalid_grant')
})

await check('a refresh replaces the refresh token, and the old one is dead', async () => {
  await client.createToken((await fetch(client.authorizeUri({ scope: [OAuthClient.scopes.Accounting], state: 'abc' }), { redirect: 'manual' })).headers.get('location'))
  const before = client.getToken().refresh_token
  await client.refresh()
  assert.notEqual(client.getToken().refresh_token, before)
  const error = await refused(client.refreshUsingToken(before))
  assert.equal(error.error, 'invalid_grant')
  assert.match(error.error_description, /Incorrect or invalid refresh token/)
  assert.ok(error.intuit_tid)
})

await check('calls of the API carry the token; a fault is told by its code', async () => {
  await client.createToken((await fetch(client.authorizeUri({ scope: [OAuthClient.scopes.Accounting], state: 'abc' }), { redirect: 'manual' })).headers.get('location'))
  const company = await client.makeApiCall({ url: `v3/company/${realm}/companyinfo/${realm}?minorversion=75` })
  assert.equal(company.json.CompanyInfo.Country, 'US')
  const found = await client.makeApiCall({ url: `${quickbooks}/v3/company/${realm}/query`, params: { query: "select * from Account where Name = 'Undeposited Funds'" } })
  assert.equal(found.json.QueryResponse.Account[0].Id, '4')
  const error = await refused(client.makeApiCall({ url: `v3/company/${realm}/customer`, method: 'POST', body: JSON.stringify({ Notes: 'no name' }) }))
  assert.equal(error.code, '6080')
})

await check('throttling and an ended token are told apart', async () => {
  await control('POST', '/control/faults', { kind: 'throttle', times: 1 })
  assert.equal((await refused(client.makeApiCall({ url: `v3/company/${realm}/companyinfo/${realm}` }))).code, 'RATE_LIMIT_EXCEEDED')
  await control('POST', '/quickbooks/control/expire-token', {})
  assert.match(String((await refused(client.makeApiCall({ url: `v3/company/${realm}/companyinfo/${realm}` }))).code), /401/)
})

await check('a revoked connection is over', async () => {
  const refresh = client.getToken().refresh_token
  await client.revoke({ token: refresh })
  assert.equal((await refused(client.refreshUsingToken(refresh))).error, 'invalid_grant')
})
