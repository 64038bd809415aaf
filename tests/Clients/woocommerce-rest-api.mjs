// @woocommerce/woocommerce-rest-api: OAuth 1.0a over plain HTTP, lists, pages, orders, refunds and refusals.
import assert from 'node:assert/strict'
import package_ from '@woocommerce/woocommerce-rest-api'
import { base, check, refused } from './checking.mjs'

const WooCommerceRestApi = package_.default ?? package_
const keys = { consumerKey: 'ck_5a1b0c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b', consumerSecret: 'cs_0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c' }
const shop = new WooCommerceRestApi({ url: base + '/woocommerce', ...keys })
let product, order

await check('a product is made and found by its SKU', async () => {
  product = (await shop.post('products', { name: 'Mug', sku: 'MUG-JS', regular_price: '12.50', type: 'simple' })).data
  const found = await shop.get('products', { sku: 'MUG-JS' })
  assert.deepEqual(found.data.map(each => each.id), [product.id])
  assert.equal(found.headers['x-wp-total'], '1')
})

await check('lists are paged', async () => {
  for (let n = 0; n < 5; n += 1) await shop.post('products', { name: `Page ${n}`, regular_price: '1.00' })
  const page = await shop.get('products', { per_page: 2, page: 2, orderby: 'id', order: 'asc' })
  assert.equal(page.data.length, 2)
  assert.ok(Number(page.headers['x-wp-totalpages']) >= 3)
})

await check('an order is placed, changed and refunded in part', async () => {
  order = (await shop.post('orders', { status: 'processing', set_paid: true, billing: { email: 'jane@example.test', first_name: 'Jane' }, line_items: [{ product_id: product.id, quantity: 2 }] })).data
  assert.equal(order.total, '25.00')
  assert.equal((await shop.put(`orders/${order.id}`, { status: 'completed' })).data.status, 'completed')
  await shop.post(`orders/${order.id}/refunds`, { amount: '5.00', api_refund: false })
  assert.deepEqual((await shop.get(`orders/${order.id}`)).data.refunds.map(refund => refund.total), ['-5.00'])
})

await check('a batch makes, changes and deletes', async () => {
  const { data } = await shop.post('products/batch', { create: [{ name: 'Batched', regular_price: '1.00' }], update: [{ id: product.id, regular_price: '13.00' }] })
  assert.equal(data.create[0].name, 'Batched')
  assert.equal(data.update[0].regular_price, '13.00')
})

await check('what was deleted is gone with WooCommerce\'s own code', async () => {
  await shop.delete(`orders/${order.id}`, { force: true })
  const error = await refused(shop.get(`orders/${order.id}`))
  assert.deepEqual([error.response.status, error.response.data.code], [404, 'woocommerce_rest_shop_order_invalid_id'])
})

await check('a wrong secret is refused', async () => {
  const error = await refused(new WooCommerceRestApi({ url: base + '/woocommerce', ...keys, consumerSecret: 'cs_wrong' }).get('orders'))
  assert.equal(error.response.status, 401)
})
