// node-quickbooks: entities, queries, batch, change data, files, reports and tokens.
import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import QuickBooks from 'node-quickbooks'
import { base, call, check, control, refused } from './checking.mjs'

const quickbooks = base + '/quickbooks'
const realm = '9130350000000001'
QuickBooks.V3_ENDPOINT_BASE_URL = quickbooks + '/v3/company/'
QuickBooks.TOKEN_URL = quickbooks + '/oauth2/v1/tokens/bearer'
QuickBooks.REVOKE_URL = quickbooks + '/v2/oauth2/tokens/revoke'
await control('POST', '/quickbooks/control/reset', {})
const books = new QuickBooks('sandbox-client', 'sandbox-secret', 'not yet', false, realm, true, false, 75, '2.0', 'sandbox-refresh-1')

const line = (amount, item = '1') => ({ Amount: amount, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: item } } })
let jane, receipt, invoice

await check('a refresh gives the token that the calls need', async () => {
  const tokens = await call(books, 'refreshAccessToken')
  assert.equal(tokens.token_type, 'bearer')
  assert.equal((await call(books, 'getCompanyInfo', realm)).Country, 'US')
  assert.equal((await call(books, 'getPreferences')).CurrencyPrefs.HomeCurrency.value, 'USD')
})

await check('names with quotes are made, found by query and counted', async () => {
  jane = await call(books, 'createCustomer', { DisplayName: "Jane O'Neil & Sons", PrimaryEmailAddr: { Address: 'jane@example.test' } })
  const found = await call(books, 'findCustomers', { DisplayName: "Jane O'Neil & Sons" })
  assert.equal(found.QueryResponse.Customer[0].Id, jane.Id)
  assert.equal((await call(books, 'findCustomers', { count: true })).QueryResponse.totalCount, 1)
})

await check('a taken name is a fault with its code', async () => {
  const error = await refused(call(books, 'createVendor', { DisplayName: "jane o'neil & sons" }))
  assert.equal((error.Fault ?? error.response.data.Fault).Error[0].code, '6240')
})

await check('a requestid is answered with the first document', async () => {
  const body = { requestId: 'r-1', DocNumber: 'N-1', Line: [line(10)] }
  receipt = await call(books, 'createSalesReceipt', { ...body })
  assert.equal((await call(books, 'createSalesReceipt', { ...body })).Id, receipt.Id)
  assert.equal((await call(books, 'findSalesReceipts', { DocNumber: 'N-1' })).QueryResponse.SalesReceipt.length, 1)
})

await check('a number in use is refused unless duplicates are allowed', async () => {
  const error = await refused(call(books, 'createSalesReceipt', { DocNumber: 'N-1', Line: [line(10)] }))
  assert.match(error.response.data.Fault.Error[0].Detail, new RegExp(`TxnId=${receipt.Id}$`))
  assert.ok((await call(books, 'createSalesReceipt', { allowDuplicateDocNum: true, DocNumber: 'N-1', Line: [line(10)] })).Id)
})

await check('an update is sparse and an old SyncToken is refused', async () => {
  const noted = await call(books, 'updateSalesReceipt', { Id: receipt.Id, SyncToken: receipt.SyncToken, PrivateNote: 'hello' })
  assert.deepEqual([noted.PrivateNote, noted.TotalAmt, noted.SyncToken], ['hello', 10, '1'])
  const error = await refused(call(books, 'updateSalesReceipt', { Id: receipt.Id, SyncToken: receipt.SyncToken, PrivateNote: 'late' }))
  assert.equal(error.response.data.Fault.Error[0].code, '5010')
})

await check('an invoice is paid, the payment voided, the invoice voided', async () => {
  invoice = await call(books, 'createInvoice', { CustomerRef: { value: jane.Id }, Line: [line(25)] })
  const payment = await call(books, 'createPayment', { TotalAmt: 25, CustomerRef: { value: jane.Id }, Line: [{ Amount: 25, LinkedTxn: [{ TxnId: invoice.Id, TxnType: 'Invoice' }] }] })
  assert.equal((await call(books, 'getInvoice', invoice.Id)).Balance, 0)
  assert.equal((await call(books, 'voidPayment', { Id: payment.Id, SyncToken: payment.SyncToken })).TotalAmt, 0)
  assert.equal((await call(books, 'getInvoice', invoice.Id)).Balance, 25)
  assert.equal((await call(books, 'voidInvoice', invoice.Id)).Invoice.TotalAmt, 0)
})

await check('a delete that sends the whole document back is accepted', async () => {
  const gone = await call(books, 'deleteSalesReceipt', receipt.Id)
  assert.equal(gone.SalesReceipt.status, 'Deleted')
  const error = await refused(call(books, 'getSalesReceipt', receipt.Id))
  assert.equal((error.Fault ?? error.response.data.Fault).Error[0].code, '610')
})

await check('a batch answers every item', async () => {
  const { BatchItemResponse: items } = await call(books, 'batch', [
    { bId: 'a', operation: 'create', SalesReceipt: { Line: [line(3)] } }, { bId: 'b', operation: 'create', Customer: {} }, { bId: 'c', Query: 'select * from Item' },
  ])
  const by = Object.fromEntries(items.map(item => [item.bId, item]))
  assert.equal(by.a.SalesReceipt.TotalAmt, 3)
  assert.equal(by.b.Fault.Error[0].code, '6080')
  assert.equal(by.c.QueryResponse.Item.length, 1)
})

await check('every page is fetched', async () => {
  for (let n = 0; n < 25; n += 1) await call(books, 'createCustomer', { DisplayName: `Customer ${n}` })
  const all = await call(books, 'findCustomers', { fetchAll: true, limit: 10, asc: 'Id' })
  assert.equal(all.QueryResponse.Customer.length, 26)
})

await check('changes are told with deletions', async () => {
  const { CDCResponse } = await call(books, 'changeDataCapture', ['SalesReceipt', 'Customer'], new Date(Date.now() - 3600_000))
  const [receipts, customers] = CDCResponse[0].QueryResponse
  assert.ok(receipts.SalesReceipt.some(document => document.status === 'Deleted' && document.Id === receipt.Id))
  assert.equal(customers.Customer.length, 26)
})

await check('an expense, an estimate and a journal entry are made', async () => {
  const fee = { Amount: 1.17, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { AccountRef: { value: '61' } } }
  assert.equal((await call(books, 'createPurchase', { PaymentType: 'Cash', AccountRef: { value: '92' }, Line: [fee] })).TotalAmt, 1.17)
  assert.equal((await call(books, 'createEstimate', { CustomerRef: { value: jane.Id }, Line: [line(5)] })).TxnStatus, 'Pending')
  const side = (type, account) => ({ Amount: 2, DetailType: 'JournalEntryLineDetail', JournalEntryLineDetail: { PostingType: type, AccountRef: { value: account } } })
  assert.equal((await call(books, 'createJournalEntry', { Line: [side('Debit', '61'), side('Credit', '92')] })).Line.length, 2)
})

await check('a tax code is made', async () => {
  const made = await call(books, 'createTaxService', { TaxCode: 'City', TaxRateDetails: [{ TaxRateName: 'City', RateValue: '7.5', TaxAgencyId: '1', TaxApplicableOn: 'Sales' }] })
  assert.ok((made.TaxService ?? made).TaxCodeId)
})

await check('a form is sent and read as PDF', async () => {
  const sent = await call(books, 'sendInvoicePdf', invoice.Id, 'a@example.test')
  assert.equal((sent.Invoice ?? sent).EmailStatus, 'EmailSent')
  assert.match(String(await call(books, 'getInvoicePdf', invoice.Id)), /^%PDF-/)
})

await check('a file is uploaded and attached', async () => {
  const attached = await call(books, 'upload', 'slip.txt', 'text/plain', Readable.from(['paid']), 'Invoice', invoice.Id)
  assert.equal((attached.Attachable ?? attached).AttachableRef[0].EntityRef.value, invoice.Id)
})

await check('reports come in the shape of reports', async () => {
  const report = await call(books, 'reportProfitAndLoss', { start_date: '2020-01-01', end_date: '2100-01-01' })
  assert.equal(report.Header.ReportName, 'ProfitAndLoss')
  assert.ok(report.Rows.Row.some(row => row.group === 'NetIncome'))
})

await check('200 with a Fault is an error', async () => {
  await control('POST', '/control/faults', { kind: 'fault_200', times: 1 })
  const error = await refused(call(books, 'createCustomer', { DisplayName: 'Nobody' }))
  assert.equal(error.Fault.Error[0].code, '10000')
})

await check('a revoked connection is over', async () => {
  await call(books, 'revokeAccess', false)
  assert.equal((await refused(call(books, 'getPreferences'))).response.status, 401)
})
