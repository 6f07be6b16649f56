// What is kept on this device besides pages and drafts. Also read by the service worker.

const NAME = "tsunagari"
const OUTBOX = "outbox"

const answered = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result)
  request.onerror = () => reject(request.error)
})

// Opened for each use and closed again, so that nothing stands in the way of erasing it
async function use(mode, work) {
  const opening = indexedDB.open(NAME, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore(OUTBOX, { keyPath: "id", autoIncrement: true })
  const database = await answered(opening)
  try {
    const transaction = database.transaction(OUTBOX, mode, { durability: "strict" })
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve
      transaction.onabort = () => reject(transaction.error)
    })
    const result = await answered(work(transaction.objectStore(OUTBOX)))
    await done
    return result
  } finally {
    database.close()
  }
}

export const add = entry => use("readwrite", store => store.add(entry))
export const get = id => use("readonly", store => store.get(id))
export const put = entry => use("readwrite", store => store.put(entry))
export const remove = id => use("readwrite", store => store.delete(id))
export const all = () => use("readonly", store => store.getAll())
export const erase = () => answered(indexedDB.deleteDatabase(NAME))
