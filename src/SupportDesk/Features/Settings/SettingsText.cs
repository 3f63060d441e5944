namespace SupportDesk.Features.Settings;

public sealed class SettingsText;
