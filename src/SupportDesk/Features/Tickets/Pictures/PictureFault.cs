namespace SupportDesk.Features.Tickets.Pictures;

/// <summary>Why a picture was not taken.</summary>
internal enum PictureFault { None, WrongKind, Broken, TooManyPixels }
