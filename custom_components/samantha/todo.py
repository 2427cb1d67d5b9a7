"""The reminders of each resident and of the household, as to-do lists."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import override

from homeassistant.components.todo.const import TodoItemStatus, TodoListEntityFeature
from homeassistant.components.todo.entity import TodoItem, TodoListEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .blank import is_blank
from .data import SamanthaConfigEntry
from .entity import ResidentEntity, async_add_for_household
from .family.reminder_book import Wanted
from .keeping import told_if_not_kept
from .refusals import text_empty, time_past
from .residents import ResidentSettings
from .store.reminders import Reminder

PARALLEL_UPDATES = 0

_REMINDERS = "reminders"
# When an item is told that is due on a day; and where that has been today, after this.
_DAY = time(9)
_LATER = timedelta(hours=1)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: SamanthaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the household's list, and one for each resident."""
    async_add_for_household(
        entry, async_add_entities, partial(ReminderList, hass, entry)
    )


class ReminderList(ResidentEntity, TodoListEntity):
    """What somebody, or all, are reminded of. Items without a time are only kept."""

    _attr_supported_features = (
        TodoListEntityFeature.CREATE_TODO_ITEM
        | TodoListEntityFeature.DELETE_TODO_ITEM
        | TodoListEntityFeature.UPDATE_TODO_ITEM
        | TodoListEntityFeature.MOVE_TODO_ITEM
        | TodoListEntityFeature.SET_DUE_DATE_ON_ITEM
        | TodoListEntityFeature.SET_DUE_DATETIME_ON_ITEM
        | TodoListEntityFeature.SET_DESCRIPTION_ON_ITEM
    )

    def __init__(
        self,
        hass: HomeAssistant,
        entry: SamanthaConfigEntry,
        resident: ResidentSettings | None,
    ) -> None:
        """Take the reminders from the entry."""
        super().__init__(hass, entry, resident, _REMINDERS)
        self._reminders = entry.runtime_data.family.reminders

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the reminders."""
        await super().async_added_to_hass()
        self.async_on_remove(self._reminders.book.listen(self.async_write_ha_state))

    @property
    @override
    def todo_items(self) -> list[TodoItem]:
        """Return the reminders as items."""
        return [_item(one) for one in self._reminders.book.of(self._resident)]

    @override
    async def async_create_todo_item(self, item: TodoItem) -> None:
        """Keep a new reminder."""
        if is_blank(item.summary or ""):
            raise text_empty()
        due, all_day = _due(item)
        if due is not None and due <= dt_util.utcnow():
            raise time_past(due)
        wanted = Wanted(
            text=item.summary or "",
            resident=self._resident,
            due=due,
            all_day=all_day,
            description=item.description,
        )
        with told_if_not_kept():
            await self._reminders.add(wanted)

    @override
    async def async_update_todo_item(self, item: TodoItem) -> None:
        """Change a reminder, or tick it off."""
        before = self._reminders.book.get(item.uid or "")
        if before is None:
            return
        if item.summary is not None and is_blank(item.summary):
            raise text_empty()
        due, all_day = _due(item, before)
        if due != before.due and due is not None and due <= dt_util.utcnow():
            raise time_past(due)
        with told_if_not_kept():
            await self._reminders.change(
                before.key, lambda reminder: _changed(reminder, item, due, all_day)
            )
            if item.status == TodoItemStatus.COMPLETED and before.done is None:
                await self._reminders.complete(before.key)

    @override
    async def async_delete_todo_items(self, uids: list[str]) -> None:
        """Erase reminders."""
        with told_if_not_kept():
            await self._reminders.remove(uids)

    @override
    async def async_move_todo_item(
        self, uid: str, previous_uid: str | None = None
    ) -> None:
        """Put a reminder elsewhere in the list."""
        with told_if_not_kept():
            await self._reminders.book.move(uid, previous_uid)


def _item(reminder: Reminder) -> TodoItem:
    due: date | None = None
    if reminder.due is not None:
        local = dt_util.as_local(reminder.due)
        due = local.date() if reminder.all_day else local
    return TodoItem(
        uid=reminder.key,
        summary=reminder.text,
        status=(
            TodoItemStatus.COMPLETED if reminder.done else TodoItemStatus.NEEDS_ACTION
        ),
        due=due,
        description=reminder.description,
        completed=reminder.done,
    )


def _due(
    item: TodoItem, before: Reminder | None = None
) -> tuple[datetime | None, bool]:
    """Return when an item is told, and whether only its day was said."""
    if item.due is None:
        return None, False
    if isinstance(item.due, datetime):
        return dt_util.as_utc(item.due), False
    if before is not None and before.all_day and _item(before).due == item.due:
        return before.due, True
    zone, now = dt_util.get_default_time_zone(), dt_util.utcnow()
    due = dt_util.as_utc(datetime.combine(item.due, _DAY, zone))
    if due <= now and item.due == dt_util.as_local(now).date():
        end = dt_util.as_utc(datetime.combine(item.due, time.max, zone))
        due = min(now + _LATER, end.replace(microsecond=0))
    return due, True


def _changed(
    reminder: Reminder,
    item: TodoItem,
    due: datetime | None,
    all_day: bool,  # noqa: FBT001
) -> Reminder:
    changed = replace(
        reminder, text=item.summary or reminder.text, description=item.description
    )
    if item.status == TodoItemStatus.NEEDS_ACTION and reminder.done is not None:
        changed = replace(changed, done=None)
    if due == reminder.due and all_day == reminder.all_day:
        return changed
    # Another time is one time, whatever it was before.
    return replace(
        changed,
        due=due and due.astimezone(UTC),
        all_day=all_day,
        rule=None,
        shown=None,
        event=None,
        subject=None,
    )
