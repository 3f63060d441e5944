namespace SupportDesk.Ui;

/// <summary>Marks a page about one thing, such as a ticket: the rail folds there unless the person wants it open.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FocusedPageAttribute : Attribute;
