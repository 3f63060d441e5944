namespace SupportDesk.Features.Files.Pictures;

/// <summary>Why a picture was not taken.</summary>
internal enum PictureFault { None, WrongKind, Broken, TooManyPixels }
