// One line a controller; the name is the one used in data-controller.
import AttachController from "./attach_controller.js";
import AutogrowController from "./autogrow_controller.js";
import CallingController from "./calling_controller.js";
import ComposerController from "./composer_controller.js";
import DialogController from "./dialog_controller.js";
import DraftController from "./draft_controller.js";
import FoldController from "./fold_controller.js";
import ForgetController from "./forget_controller.js";
import KeptController from "./kept_controller.js";
import NoticesController from "./notices_controller.js";
import OutboxController from "./outbox_controller.js";
import PresenceController from "./presence_controller.js";
import PollController from "./poll_controller.js";
import PushController from "./push_controller.js";
import RoomController from "./room_controller.js";
import RoomsController from "./rooms_controller.js";
import UnsentController from "./unsent_controller.js";
import WritingController from "./writing_controller.js";

export const controllers = {
  attach: AttachController,
  autogrow: AutogrowController,
  calling: CallingController,
  composer: ComposerController,
  dialog: DialogController,
  draft: DraftController,
  fold: FoldController,
  forget: ForgetController,
  kept: KeptController,
  notices: NoticesController,
  outbox: OutboxController,
  presence: PresenceController,
  poll: PollController,
  push: PushController,
  room: RoomController,
  rooms: RoomsController,
  unsent: UnsentController,
  writing: WritingController,
}
