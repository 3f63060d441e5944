using MudBlazor;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Settings.Shops;

/// <summary>What can be done about a shop on its page, and the question that is asked before.</summary>
public sealed class ShopActs(SaveShop save, ArchiveShop archive, ReadShopUse use, IDialogService dialogs) : IUseCase
{
    public SaveShop Save => save;

    public ArchiveShop Archive => archive;

    public ReadShopUse Use => use;

    public IDialogService Dialogs => dialogs;
}
