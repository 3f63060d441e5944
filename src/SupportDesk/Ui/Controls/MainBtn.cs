using MudBlazor;

namespace SupportDesk.Ui.Controls;

/// <summary>The filled button. A screen has one.</summary>
public class MainBtn : MudButton
{
    public MainBtn() => (Variant, Color, Ripple, DropShadow) = (Variant.Filled, Color.Primary, false, false);
}
