namespace SupportDesk.Features.Tickets.Pictures;

/// <summary>Texts of the dialog that blacks out pictures, and of the page on which files of letters are checked.</summary>
public sealed class PicturesText;
