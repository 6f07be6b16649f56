// Which topics raise an unread number, as salon/rooms/hearing.py says: all but some, or only some. `row`: the room in the list
export function hears(row, topic) {
  const { only, but } = row?.dataset ?? {}
  return only === undefined ? !(but ?? "").split(" ").includes(String(topic)) : only.split(" ").includes(String(topic))
}
