// @supabase/supabase-js: upserts with the guard of the newest, filters, the batch function, keys and errors.
import assert from 'node:assert/strict'
import { createClient } from '@supabase/supabase-js'
import { base, check, control } from './checking.mjs'

const { keys } = await control('GET', '/supabase/control/state')
// Node 20 has no WebSocket of its own, and nothing here listens: the client only wants to be given one.
class NoSocket {}
const connect = key => createClient(base + '/supabase', key, { auth: { persistSession: false, autoRefreshToken: false }, realtime: { transport: NoSocket } })
const project = connect(keys.secret)
await control('DELETE', '/supabase/control/rows')

const customer = (id, modified, more = {}) => ({
  store_id: 'js', woo_id: id, email: `c${id}@example.test`, first_name: 'Jane', date_modified_gmt: modified, raw: {}, sync_seq: 1, synced_at: '2026-11-22T00:00:00Z', ...more,
})
const newest = '2026-11-02T00:00:00Z'

await check('rows are upserted by their key', async () => {
  const made = await project.from('customers').upsert([customer(1, newest), customer(2, newest)], { onConflict: 'store_id,woo_id' }).select('woo_id,email')
  assert.equal(made.error, null)
  assert.equal(made.status, 201)
  assert.deepEqual(made.data.map(row => row.woo_id).sort(), [1, 2])
  const again = await project.from('customers').upsert(customer(1, newest, { first_name: 'Janet', sync_seq: 2 }), { onConflict: 'store_id,woo_id' })
  assert.equal(again.status, 200)
})

await check('an older version does not overwrite a newer one', async () => {
  const stale = await project.from('customers').upsert(customer(1, '2026-11-01T00:00:00Z', { first_name: 'Old', sync_seq: 9 }), { onConflict: 'store_id,woo_id' }).select('woo_id')
  assert.deepEqual(stale.data, [])
  const { data } = await project.from('customers').select('first_name').eq('store_id', 'js').eq('woo_id', 1).single()
  assert.equal(data.first_name, 'Janet')
})

await check('rows are filtered, ordered and counted', async () => {
  const { data, count } = await project.from('customers').select('woo_id', { count: 'exact' }).eq('store_id', 'js').order('woo_id', { ascending: false }).limit(1)
  assert.deepEqual([data, count], [[{ woo_id: 2 }], 2])
})

await check('a batch is written record by record', async () => {
  const { data, error } = await project.rpc('sync_customers', { p_batch: [customer(3, newest), customer(1, '2026-10-01T00:00:00Z')] })
  assert.equal(error, null)
  assert.deepEqual(Object.fromEntries(data.map(row => [row.woo_id, row.result])), { 1: 'stale', 3: 'created' })
})

await check('an unknown column and an unknown table are told by code', async () => {
  assert.equal((await project.from('customers').insert({ ...customer(4, newest), colour: 'red' })).error.code, 'PGRST204')
  assert.equal((await project.from('invoices').select('*')).error.code, 'PGRST205')
})

await check('the public key may not write, and a wrong key may nothing', async () => {
  assert.equal((await connect(keys.publishable).from('customers').insert(customer(5, newest))).error.code, '42501')
  assert.equal((await connect('sb_secret_wrong').from('customers').select('*')).status, 401)
})

await check('the legacy key works as well', async () => {
  const { data, error } = await connect(keys.legacy_service_role).from('customers').select('woo_id').eq('store_id', 'js').order('woo_id')
  assert.equal(error, null)
  assert.deepEqual(data.map(row => row.woo_id), [1, 2, 3])
})
