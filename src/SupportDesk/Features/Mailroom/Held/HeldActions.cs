namespace SupportDesk.Features.Mailroom.Held;

/// <summary>What a person can decide about a letter that waits.</summary>
public sealed record HeldActions(AttachHeldLetter Attach, OpenFromHeldLetter Open, DismissHeldLetter Dismiss, RestoreHeldLetter Restore);
