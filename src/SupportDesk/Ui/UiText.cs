namespace SupportDesk.Ui;

/// <summary>What the desk's own controls say.</summary>
public sealed class UiText;
